package io.dither.perturbed;

/** What a layer does if noise could move theta out of the oracle's domain, such as costs below 0 for Dijkstra. */
public enum DomainPolicy {
    /** Refuse to build the layer, and refuse inputs of another oracle with such a domain. This is the default. */
    REFUSE,
    /**
     * Move each coordinate of X, theta with its noise, that is outside the domain to its bound, and solve there. Every
     * estimate reports the share of coordinates that were moved, and the gradient of the value counts a moved
     * coordinate as constant.
     */
    CLAMP
}
