/** The service-provider interface: linear oracles, their sessions, providers and registry. */
@NullMarked
package io.dither.oracle;

import org.jspecify.annotations.NullMarked;
