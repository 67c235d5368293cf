/** Layers of other authors: implicit maximum likelihood, negative identity and SparseMAP. */
@org.jspecify.annotations.NullMarked
package io.dither.methods;
