package io.dither.service;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request without blocking a thread. A body that is too large is read to its end and dropped,
 * because many clients read the response, here a refusal, only after they have sent everything.
 */
final class Body implements Invocable.Task {
    private final Content.Source source;
    private final int maxBytes;
    private final Budget.Share share;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private @Nullable Refusal refusal;

    private Body(Content.Source source, int maxBytes, Budget.Share share) {
        this.source = source;
        this.maxBytes = maxBytes;
        this.share = share;
    }

    /**
     * Reads a body.
     *
     * @param source the source of the bytes
     * @param maxBytes the largest number of bytes that is accepted
     * @param share takes the bytes of the body from the budget
     * @return a future of its bytes; it fails with a {@link Refusal} if there are more than {@code maxBytes}, or more
     *     than the budget has left, and with the failure of the source if the source fails
     */
    static CompletableFuture<byte[]> read(Content.Source source, int maxBytes, Budget.Share share) {
        Body body = new Body(source, maxBytes, share);
        body.run();
        return body.result;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Reads the bytes that have arrived; Jetty calls it again when there are more. */
    @Override
    public void run() {
        while (!result.isDone()) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                result.completeExceptionally(chunk.getFailure());
                return;
            }
            try {
                add(chunk);
            } finally {
                chunk.release();
            }
            if (chunk.isLast()) {
                finish();
            }
        }
    }

    private void add(Content.Chunk chunk) {
        int size = chunk.remaining();
        if (refusal == null && bytes.size() + size > maxBytes) {
            refuse(413, "the request has more than " + maxBytes + " bytes. Maybe send its rows in parts");
        } else if (refusal == null && !share.take(size)) {
            refuse(503, "the requests of all clients are too large together. Maybe ask again in a second");
        }
        if (refusal == null) {
            byte[] part = new byte[size];
            chunk.getByteBuffer().get(part);
            bytes.writeBytes(part);
        }
    }

    private void refuse(int status, String message) {
        refusal = new Refusal(status, message);
        bytes = new ByteArrayOutputStream(0);
        share.close(); // returns the bytes that were read before to the budget
    }

    private void finish() {
        if (refusal == null) {
            result.complete(bytes.toByteArray());
        } else {
            result.completeExceptionally(refusal);
        }
    }
}
