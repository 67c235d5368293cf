package io.dither.perturbed;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A list whose elements are made by the thread that first needs them, so that no thread makes all of them while others wait.
 * Two threads may make the same element, either of which is as good: elements are immutable.
 */
final class LazyList<E> extends AbstractList<E> implements RandomAccess {
    private final IntFunction<E> maker;
    private final @Nullable Object[] made;

    LazyList(int size, IntFunction<E> maker) {
        this.maker = maker;
        made = new Object[size];
    }

    @Override
    public int size() {
        return made.length;
    }

    @Override
    @SuppressWarnings("unchecked") // the maker made it
    public E get(int index) {
        E element = (E) made[index];
        if (element == null) {
            element = maker.apply(index);
            made[index] = element;
        }
        return element;
    }
}
