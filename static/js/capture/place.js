// Where the phone is, asked once by a pressed button; never required.

const WAIT_MS = 20000;

const REASONS = {
  1: "ยังไม่ได้อนุญาตให้ใช้ตำแหน่ง เปิดสิทธิ์ในการตั้งค่าของเบราว์เซอร์",
  2: "เครื่องหาตำแหน่งไม่ได้ในขณะนี้",
  3: "หาตำแหน่งไม่ทันเวลา ลองใหม่ในที่โล่ง",
};

// {place: {lat, lon, accuracy} | null, error: Thai sentence or ""}
export function findPlace() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve({ place: null, error: "เครื่องนี้ไม่มีตำแหน่งให้ใช้" });
    const found = ({ coords }) => resolve({
      place: { lat: rounded(coords.latitude), lon: rounded(coords.longitude), accuracy: Math.round(coords.accuracy) }, error: "",
    });
    const failed = (error) => resolve({ place: null, error: REASONS[error.code] || REASONS[2] });
    return navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 60000 });
  });
}

function rounded(value) {
  return Math.round(value * 1e6) / 1e6;
}
