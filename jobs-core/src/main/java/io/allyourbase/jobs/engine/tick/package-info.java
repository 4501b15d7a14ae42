@NullMarked
package io.allyourbase.jobs.engine.tick;

import org.jspecify.annotations.NullMarked;
