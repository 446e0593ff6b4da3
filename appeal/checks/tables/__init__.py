"""What people who write these languages know, as tables that they may mend."""
