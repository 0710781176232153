"""From an answer that is wrong to the one idea that explains it, or to silence; it never changes whether a check passes."""
