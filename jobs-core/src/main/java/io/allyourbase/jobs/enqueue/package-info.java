@NullMarked
package io.allyourbase.jobs.enqueue;

import org.jspecify.annotations.NullMarked;
