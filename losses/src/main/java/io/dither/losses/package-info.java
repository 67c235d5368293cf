/**
 * Losses of observed decisions or true costs: Fenchel-Young, SPO+, structured hinge, likelihoods, moments and further
 * losses.
 */
@org.jspecify.annotations.NullMarked
package io.dither.losses;
