package io.dither.perturbed;

/** What a layer does if noise could move theta out of the oracle's domain, such as costs below 0 for Dijkstra. */
public enum DomainPolicy {
    /** Refuse to build the layer. This is the default. */
    REFUSE,
    /**
     * Move each coordinate that leaves the domain to its bound. The layer then smooths the oracle at the clamped theta.
     * Every estimate reports the share of coordinates that were moved, and the gradient of the value counts a moved
     * coordinate as constant.
     */
    CLAMP
}
