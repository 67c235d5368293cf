package io.dither.experiments.histories;

/** How rows make examples. */
enum Layout {
    LONG,
    WIDE,
    SHARED
}
