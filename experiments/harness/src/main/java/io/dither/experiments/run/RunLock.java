package io.dither.experiments.run;

import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What keeps a second run out of a folder: a lock on the file {@code .lock} in it, which the operating system releases where the
 * process dies. The empty file stays, for to delete it would let two runs lock two files of one name.
 */
final class RunLock implements AutoCloseable {
    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder that exists.
     *
     * @throws InvalidArgumentException where another run has it
     */
    static RunLock take(Path folder) {
        Path file = folder.resolve(".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isTaken(channel)) {
                channel.close();
                throw new InvalidArgumentException(
                        "another run is at work in the run folder " + folder,
                        "Maybe wait for its end, or choose another --out");
            }
            return new RunLock(channel);
        } catch (IOException failure) {
            throw RunFolder.unwritable("cannot lock " + file, failure);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException inThisProcess) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException unlocked) {
            return; // by then the channel is closed, and the lock with it
        }
    }
}
