"""Common first names in France: with a family name and a function, they make a person."""

from __future__ import annotations

from typing import Final

_LISTED: Final = """
Adrien Agathe Ahmed Alain Albert Alexandra Alexandre Alice Aline Amandine Amélie Amina André
Andrée Anita Anne Antoine Arnaud Arthur Audrey Aurélie Aurélien Axel Baptiste Béatrice Benjamin
Benoît Bernadette Bernard Bertrand Brigitte Bruno Camille Carine Carole Caroline Catherine Cécile
Cédric Céline Chantal Charles Charlotte Chloé Christelle Christian Christiane Christine Christophe
Claire Clara Claude Claudine Clément Colette Coralie Corinne Cyril Damien Daniel Danièle Danielle
David Delphine Denis Denise Didier Dominique Éléonore Élisabeth Élise Élodie Émilie Emma Emmanuel
Emmanuelle Éric Estelle Étienne Fabien Fabienne Fabrice Fanny Fatiha Fatima Fatma Florence Florent
Florian Franck François Françoise Frédéric Gabriel Gaëlle Geneviève Georges Gérald Gérard
Ghislaine Gilles Grégory Guillaume Guy Hakim Hassan Hélène Henri Hervé Hugo Hugues Ibrahim Inès
Isabelle Jacqueline Jacques Jamel Jean Jean-Claude Jean-François Jean-Luc Jean-Marc Jean-Michel
Jean-Paul Jean-Pierre Jeanne Jérémy Jérôme Joëlle Jonathan Joseph Josiane Judith Julie Julien
Juliette Karim Karine Khadija Laëtitia Laura Laure Laurence Laurent Léa Leïla Lila Louis Louise
Luc Lucie Lucas Ludovic Lydie Magali Malika Manon Marc Marcel Margaux Marguerite Maria Mariam
Marie Marie-Christine Marie-Claude Marie-Hélène Marie-Pierre Marine Marion Marlène Martine Mathieu
Mathilde Matthieu Maurice Maxime Mélanie Michel Michèle Mickaël Mireille Mohamed Mohammed Monique
Morgane Mounir Mustapha Muriel Myriam Nadia Nadine Nathalie Nicolas Nicole Noémie Odile Olivier
Omar Pascal Pascale Patricia Patrick Paul Pauline Philippe Pierre Quentin Rachid Raphaël Raymond
Régine Régis Rémi Renaud René Richard Robert Roland Romain Roger Sabine Sabrina Saïd Samia Samir
Samira Samuel Sandra Sandrine Sarah Sébastien Serge Séverine Simon Simone Sofia Solène Sonia
Sophie Stéphane Stéphanie Suzanne Sylvain Sylvie Théo Thérèse Thibault Thierry Thomas Valérie
Vanessa Véronique Victor Vincent Virginie Viviane Xavier Yacine Yann Yannick Yasmina Yves Yvette
Yvonne Zohra
"""
FIRST_NAMES: Final = frozenset(_LISTED.split())
