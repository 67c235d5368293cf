package io.dither.data.setup;

import io.dither.data.ColumnRoles.Role;
import java.util.EnumSet;
import java.util.Set;

/** How rows make examples. */
public enum Layout {
    /** A row per example and coordinate. */
    LONG(EnumSet.complementOf(EnumSet.of(Role.VARY_BY, Role.MEMBERSHIP, Role.ALTERNATIVES, Role.RESHAPE))),
    /** A row per example, whose coordinates share its features. */
    WIDE(EnumSet.of(Role.EXAMPLE, Role.DECISION, Role.COST, Role.CLUSTER, Role.TIME, Role.WEIGHT)),
    /** A row per example, and a file of coordinates that all share. */
    SHARED(EnumSet.of(Role.EXAMPLE, Role.DECISION, Role.CLUSTER, Role.TIME, Role.WEIGHT, Role.VARY_BY));

    @SuppressWarnings("ImmutableEnumChecker") // changed by nobody
    private final Set<Role> rolesOfRows;

    Layout(Set<Role> rolesOfRows) {
        this.rolesOfRows = rolesOfRows;
    }

    /** The roles that one column of the rows of examples may have each. */
    Set<Role> rolesOfRows() {
        return rolesOfRows;
    }
}
