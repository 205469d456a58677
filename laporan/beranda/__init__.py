"""What each role finds on its home: one module per role, `isi(pengguna)` gives the template's context."""
