/** Boosted trees as cost models, grown under any loss. Stable: what is public stays. */
@org.jspecify.annotations.NullMarked
package io.dither.trees;
