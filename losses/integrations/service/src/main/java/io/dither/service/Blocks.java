package io.dither.service;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the bytes of a response in blocks of memory, and takes each block from the budget. The blocks are sent as
 * they are, without a copy into one array.
 */
final class Blocks extends OutputStream {
    /** The size of a block, in bytes. */
    private static final int BLOCK_BYTES = 1 << 15;

    private final Budget.Share share;
    /** The blocks before the last. */
    private final List<ByteBuffer> full = new ArrayList<>();

    /** The block that is filled at present; there is none at first. */
    private ByteBuffer last = ByteBuffer.allocate(0);

    Blocks(Budget.Share share) {
        this.share = share;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        int written = 0;
        while (written < count) {
            if (!last.hasRemaining()) {
                grow();
            }
            int part = Math.min(count - written, last.remaining());
            last.put(bytes, from + written, part);
            written += part;
        }
    }

    private void grow() {
        if (!share.take(BLOCK_BYTES)) {
            throw new Refusal(
                    503, "the answers to all clients are too large together. Maybe ask for fewer rows or alternatives");
        }
        if (last.capacity() > 0) {
            full.add(last.flip());
        }
        last = ByteBuffer.allocate(BLOCK_BYTES);
    }

    /** Returns all blocks, ready to be read; nothing may be written afterwards. */
    List<ByteBuffer> all() {
        full.add(last.flip());
        return List.copyOf(full);
    }
}
