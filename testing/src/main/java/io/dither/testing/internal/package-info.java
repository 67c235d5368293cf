/** Running means and variances, for the checks of this module and of certification. */
@org.jspecify.annotations.NullMarked
package io.dither.testing.internal;
