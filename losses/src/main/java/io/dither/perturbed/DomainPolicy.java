package io.dither.perturbed;

/** The policy if noise could leave the domain of an oracle, such as costs below 0 for Dijkstra. */
public enum DomainPolicy {
    /** Refuse to build the layer: the default. */
    REFUSE,
    /**
     * Move each coordinate that leaves the domain to its bound. The layer is then the smoothed clamped problem; every
     * estimate reports the share of coordinates that were moved, and the gradient of the value counts a moved coordinate
     * as constant.
     */
    CLAMP
}
