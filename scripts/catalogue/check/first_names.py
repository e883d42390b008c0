"""Common first names in France: with a family name and a function, they make a person."""

from __future__ import annotations

from typing import Final

_LISTED: Final = """
Abdel Abdoulaye Adrien Agathe Ahmed Aïssata Alain Albert Alexandra Alexandre Alexis Ali Alice
Aline Amadou Amandine Amel Amélie Amina Aminata André Andrée Anita Anne Anthony Antoine Arnaud
Arthur Audrey Aurélie Aurélien Awa Axel Baptiste Bastien Béatrice Benjamin Benoît Bernadette
Bernard Bertrand Brigitte Bruno Camille Capucine Carine Carole Caroline Catherine Cécile Cédric
Céline Chantal Charles Charlotte Chloé Christelle Christian Christiane Christine Christophe Claire
Clara Claude Claudine Clémence Clément Colette Coralie Corentin Corinne Cyril Damien Daniel
Danièle Danielle David Delphine Denis Denise Didier Djamila Dominique Dorian Dylan Éléonore
Élisabeth Élise Élodie Émilie Emma Emmanuel Emmanuelle Enzo Éric Erwan Estelle Étienne Fabien
Fabienne Fabrice Fanny Farid Fatiha Fatima Fatma Fatoumata Florence Florent Florian Franck
François Françoise Frédéric Gabriel Gaël Gaëlle Gaétan Geneviève Georges Gérald Gérard Ghislaine
Gilles Ginette Gisèle Grégory Guillaume Guy Hakim Hassan Hélène Henri Hervé Hugo Hugues Ibrahim
Ibrahima Inès Isabelle Jacqueline Jacques Jade Jamel Jean Jean-Claude Jean-François Jean-Luc
Jean-Marc Jean-Michel Jean-Paul Jean-Pierre Jeanne Jérémy Jérôme Jocelyne Joël Joëlle Jonathan
Jordan Joseph Josiane Judith Julie Julien Juliette Justine Kadiatou Karim Karine Kévin Khadija
Laëtitia Laura Laure Laurence Laurent Léa Leïla Lila Lionel Loïc Lola Louis Louise Luc Lucas Lucie
Ludivine Ludovic Lydie Maëlle Magali Malika Mamadou Manon Marc Marcel Margaux Marguerite Maria
Mariam Marie Marie-Christine Marie-Claude Marie-Hélène Marie-Pierre Marine Marion Marlène Martine
Maryline Maryse Mathieu Mathilde Matthieu Maurice Maxime Mehdi Mélanie Michel Michèle Mickaël
Mireille Mohamed Mohammed Monique Morgane Mounir Moussa Muriel Mustapha Myriam Nabil Nadège Nadia
Nadine Nassima Nathalie Nathan Nelly Nicolas Nicole Noémie Norbert Océane Odile Olivier Omar
Ophélie Oumar Ousmane Pascal Pascale Patricia Patrick Paul Pauline Peggy Philippe Pierre Priscilla
Quentin Rachid Raphaël Raymond Régine Régis Rémi Renaud René Richard Robert Rodolphe Roger Roland
Romain Romuald Ronan Sabine Sabrina Saïd Samia Samir Samira Samuel Sandra Sandrine Sarah Sébastien
Ségolène Serge Séverine Simon Simone Sofia Solange Solène Sonia Sophie Soraya Stéphane Stéphanie
Suzanne Sylvain Sylvie Tanguy Théo Thérèse Thibault Thierry Thomas Tiphaine Tristan Valérie
Vanessa Véronique Victor Vincent Virginie Viviane Wilfried Xavier Yacine Yann Yannick Yasmina
Yoann Yohan Youssef Yves Yvette Yvon Yvonne Zoé Zohra
"""
FIRST_NAMES: Final = frozenset(_LISTED.split())
