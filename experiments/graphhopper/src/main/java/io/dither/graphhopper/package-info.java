/** Histories made of maps and GPS traces by GraphHopper, and its custom models made of what was learnt from them. */
@org.jspecify.annotations.NullMarked
package io.dither.graphhopper;
