/** The search algorithms on graphs in arrays, which allocate nothing in a solve. */
@org.jspecify.annotations.NullMarked
package io.dither.jgrapht.internal.kernel;
