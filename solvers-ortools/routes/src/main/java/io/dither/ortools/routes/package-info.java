/** Tours and routes of vehicles, solved by OR-Tools' CP-SAT or searched by its routing library. */
@org.jspecify.annotations.NullMarked
package io.dither.ortools.routes;
