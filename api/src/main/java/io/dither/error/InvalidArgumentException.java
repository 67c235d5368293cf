package io.dither.error;

/**
 * A bad argument: its message names the parameter and its value, says what is wrong, and ends with a sentence that
 * starts with "Maybe" and says what to do.
 */
public class InvalidArgumentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param problem what is wrong, with the parameter's name and value, without a final full stop
     * @param hint what to do: a sentence that starts with "Maybe", without a final full stop
     */
    public InvalidArgumentException(String problem, String hint) {
        super(problem + ". " + hint + ".");
    }
}
