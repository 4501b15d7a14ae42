@NullMarked
package io.allyourbase.jobs.engine.loop;

import org.jspecify.annotations.NullMarked;
