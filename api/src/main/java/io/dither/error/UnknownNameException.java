package io.dither.error;

import java.util.Collection;
import java.util.List;

/** An unknown name, such as the id of an oracle. */
public final class UnknownNameException extends InvalidArgumentException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final List<String> known;

    /**
     * Creates the exception.
     *
     * @param kind the kind of thing that the name should denote, such as {@code oracle}
     * @param name the name
     * @param known the known names
     * @param hint what to do: a sentence that starts with "Maybe", without a final full stop
     */
    public UnknownNameException(String kind, String name, Collection<String> known, String hint) {
        super(
                "there is no " + kind + " '" + name + "'; "
                        + (known.isEmpty() ? "none was found" : "there are: " + String.join(", ", known)),
                hint);
        this.name = name;
        this.known = List.copyOf(known);
    }

    /** {@return the name that is unknown} */
    public String name() {
        return name;
    }

    /** {@return the known names} */
    public List<String> known() {
        return known;
    }
}
