"""The windows: to begin, to unlock, the school's and the huvudman's, and the frame that both share."""
