package io.dither.error;

import java.util.Collection;
import java.util.List;

/** An unknown name, such as the id of an oracle. */
public final class UnknownNameException extends InvalidArgumentException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final List<String> validNames;

    /**
     * Creates the exception.
     *
     * @param kind the kind of thing that the name should denote, such as {@code oracle}
     * @param name the name
     * @param validNames the names that exist
     * @param hint what to do, such as "Maybe one of these", without a final full stop
     */
    public UnknownNameException(String kind, String name, Collection<String> validNames, String hint) {
        super(
                "there is no " + kind + " '" + name + "'; "
                        + (validNames.isEmpty() ? "none was found" : "there are: " + String.join(", ", validNames)),
                hint);
        this.name = name;
        this.validNames = List.copyOf(validNames);
    }

    /** {@return the name that is unknown} */
    public String name() {
        return name;
    }

    /** {@return the names that exist} */
    public List<String> validNames() {
        return validNames;
    }
}
