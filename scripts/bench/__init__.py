"""What `appeal` costs, beside its peers, on a made corpus: `python -m scripts.bench`."""
