/**
 * Losses of observed decisions or true costs: Fenchel-Young, SPO+, structured hinge, likelihoods, moments and others.
 */
@org.jspecify.annotations.NullMarked
package io.dither.losses;
