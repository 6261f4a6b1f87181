//! Tests of the engine through hand-made programs are in `tests/`; here is what needs its insides.
