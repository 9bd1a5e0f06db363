"""How the screen looks: colours, sizes, faces, icons."""
