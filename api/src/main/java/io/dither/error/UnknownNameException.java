package io.dither.error;

import java.util.Collection;
import java.util.List;

/** A name, such as the id of an oracle, that is none of those there are. */
public final class UnknownNameException extends InvalidArgumentException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final List<String> known;

    /**
     * Creates the exception.
     *
     * @param kind the word for what the name should name, such as {@code oracle}
     * @param name the name
     * @param known the names there are
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

    /** {@return the names there are} */
    public List<String> known() {
        return known;
    }
}
