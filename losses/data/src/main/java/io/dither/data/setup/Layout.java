package io.dither.data.setup;

/** How rows make examples. */
public enum Layout {
    /** A row per example and coordinate. */
    LONG,
    /** A row per example, whose coordinates share its features. */
    WIDE,
    /** A row per example, and a file of coordinates that all share. */
    SHARED
}
