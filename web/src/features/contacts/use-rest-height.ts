import { type RefObject, useLayoutEffect, useState } from 'react';

const LEAST = 320;
const MARGIN = 20;

/** How tall something may be: from where it begins to the end of the window. */
export function useRestHeight(box: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(480);
  useLayoutEffect(() => {
    const measure = () => {
      const top = (box.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
      setHeight(Math.max(LEAST, window.innerHeight - top - MARGIN));
    };
    measure();
    const observer = new ResizeObserver(measure);
    if (box.current?.parentElement) observer.observe(box.current.parentElement);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [box]);
  return height;
}
