package io.dither.data.setup;

import io.dither.data.ColumnRoles.Role;
import java.util.EnumSet;
import java.util.Set;

/** The layout of a history: which rows make an example. */
public enum Layout {
    /**
     * A row per example and coordinate. Its columns may have all roles except {@code VARY_BY}, which only the layout
     * shared has, and except the roles that are texts and not columns.
     */
    LONG(EnumSet.complementOf(EnumSet.of(Role.VARY_BY, Role.MEMBERSHIP, Role.ALTERNATIVES, Role.RESHAPE))),
    /** A row per example, with features that all its coordinates share. */
    WIDE(EnumSet.of(Role.EXAMPLE, Role.DECISION, Role.COST, Role.CLUSTER, Role.TIME, Role.WEIGHT)),
    /** A row per example, and a file of coordinates with features that all examples share. */
    SHARED(EnumSet.of(Role.EXAMPLE, Role.DECISION, Role.CLUSTER, Role.TIME, Role.WEIGHT, Role.VARY_BY));

    @SuppressWarnings("ImmutableEnumChecker") // the set does not change
    private final Set<Role> rolesOfRows;

    Layout(Set<Role> rolesOfRows) {
        this.rolesOfRows = rolesOfRows;
    }

    /** Returns the roles that columns of the rows of examples may have. */
    Set<Role> rolesOfRows() {
        return rolesOfRows;
    }
}
