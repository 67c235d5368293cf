package io.dither.losses;

/** What every layer and every loss does, with the layers of this module. */
class EveryMethodOfOthersTest extends EveryMethodTest {}
