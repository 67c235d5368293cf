/** The stops and arcs of routes, and the degree assignment that relaxes them. */
@org.jspecify.annotations.NullMarked
package io.dither.oracles.routes;
