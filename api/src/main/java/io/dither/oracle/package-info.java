/** The service-provider interface: linear oracles, their sessions, providers and registry. */
@org.jspecify.annotations.NullMarked
package io.dither.oracle;
