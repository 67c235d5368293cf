/** What training code sees: differentiable layers and losses with error bars. */
@org.jspecify.annotations.NullMarked
package io.dither.layer;
