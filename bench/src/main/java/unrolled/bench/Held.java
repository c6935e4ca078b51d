package unrolled.bench;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;

/**
 * Bytes that are held, after collections have found nothing more.
 *
 * @param heap what the JVM counts in its heap
 * @param outside what JavaCPP has allocated, and the JVM's direct buffers
 * @param resident the whole process in the machine's memory, freed pages that the JVM keeps included
 */
record Held(long heap, long outside, long resident) {

    private static final int COLLECTIONS = 4;
    private static final long WHILE_POINTERS_ARE_FREED = 50;       // ms; JavaCPP frees what a collection has found

    static Held now() {
        var runtime = Runtime.getRuntime();
        long heap = Long.MAX_VALUE;
        for (int k = 0; k < COLLECTIONS; k++) {
            System.gc();
            pause();
            heap = Math.min(heap, runtime.totalMemory() - runtime.freeMemory());
        }
        return new Held(heap, Pointer.totalBytes() + directBuffers(), Pointer.physicalBytes());
    }

    private static long directBuffers() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct")).mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }

    private static void pause() {
        try {
            Thread.sleep(WHILE_POINTERS_ARE_FREED);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while memory was counted", e);
        }
    }

    Held minus(Held before) {
        return new Held(heap - before.heap, outside - before.outside, resident - before.resident);
    }

    @Override public String toString() {
        return heap + " " + outside + " " + resident;
    }
}
