"""What makes outputs a release: policy, manifest, sums, signatures, zips, feeds, publishing."""
