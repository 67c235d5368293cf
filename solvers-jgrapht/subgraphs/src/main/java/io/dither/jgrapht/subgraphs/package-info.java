/** Matchings, cuts, arborescences, Steiner trees and tours. */
@org.jspecify.annotations.NullMarked
package io.dither.jgrapht.subgraphs;
