package io.dither.losses;

/** What solves miss is in the gap of every loss, with the layers of this module. */
class GapsOfOthersTest extends GapsTest {}
