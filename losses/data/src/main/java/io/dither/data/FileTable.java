package io.dither.data;

import io.dither.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has a file written beside its place, and moves it there as a whole. */
final class FileTable implements TableWriter {
    private final Path place;
    private final Path beside;
    private final TableWriter table;

    FileTable(Path place, Function<Path, TableWriter> writer) {
        Path whole = place.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new DataException(place.toString(), 0, "cannot be written: there is no folder " + folder);
        }
        this.place = place;
        beside = folder.resolve("." + whole.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            table = writer.apply(beside);
        } catch (RuntimeException | Error failed) {
            delete();
            throw failed;
        }
    }

    @Override
    public void write(@Nullable Object... cells) {
        table.write(cells);
    }

    @Override
    public void commit() {
        table.commit();
        try {
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException refused) {
            throw new DataException(
                    place.toString(), 0, "cannot be put in its place. Maybe a folder has that name", refused);
        }
    }

    @Override
    public void close() {
        try {
            table.close();
        } finally {
            delete();
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException kept) {
            throw new DataException(beside.toString(), 0, "cannot be deleted", kept);
        }
    }
}
