@NullMarked
package io.allyourbase.jobs.job;

import org.jspecify.annotations.NullMarked;
