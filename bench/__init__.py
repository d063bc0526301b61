"""Speed and memory on this machine, as ratios against a yardstick in the same run: `make bench`."""
