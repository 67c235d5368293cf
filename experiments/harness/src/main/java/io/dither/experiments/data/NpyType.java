package io.dither.experiments.data;

/** The types of numbers that can be read from and written to {@code .npy} files; numbers of several bytes are little-endian. */
public enum NpyType {
    /** Whole numbers from 0 to 255. */
    UINT8("|u1", 1),
    /** Half precision. */
    FLOAT16("<f2", 2),
    /** Single precision. */
    FLOAT32("<f4", 4),
    /** Double precision. */
    FLOAT64("<f8", 8),
    /** Whole numbers of 64 bits. */
    INT64("<i8", 8),
    /** 0 or 1. */
    BOOL("|b1", 1);

    private final String code;
    private final int bytes;

    NpyType(String code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** Returns NumPy's code of the type. */
    String code() {
        return code;
    }

    /** Returns the number of bytes of one number. */
    int bytes() {
        return bytes;
    }
}
