/** Histories that GraphHopper makes from maps and GPS traces, and its custom models made from what was learnt from them. */
@org.jspecify.annotations.NullMarked
package io.dither.graphhopper;
