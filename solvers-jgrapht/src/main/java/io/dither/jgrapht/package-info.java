/** Oracles of paths and trees in JGraphT graphs and in graphs from files, and their text forms. */
@org.jspecify.annotations.NullMarked
package io.dither.jgrapht;
