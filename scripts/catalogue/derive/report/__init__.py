"""The bilan: corpus, report and cut-off date → one dataset, from which every form is made."""
