package io.dither.service;

/** Ends a request with an HTTP status and a message for the client. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns the response that sends the message to the client. */
    Answer answer() {
        return Answer.error(status, String.valueOf(getMessage()));
    }
}
