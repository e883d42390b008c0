"""The contribution form, the interview guide, `new`, and what the form judges by."""
