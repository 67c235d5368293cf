package io.dither.certify;

/** The steps that key the noise of the trials, so that no two share a stream. */
final class Keys {
    static final long STEIN = 1;
    static final long BRACKET = 2;
    static final long EXACT = 3;
    static final long SOLUTIONS = 4;
    static final long VALUES = 5;
    static final long JACOBIAN = 6;
    static final long HESSIAN = 7;
    static final long SEGMENT_END = 8;
    static final long SEGMENT_NODE = 9;
    static final long SINGLE = 10;
    static final long DOUBLE = 11;

    private Keys() {}
}
